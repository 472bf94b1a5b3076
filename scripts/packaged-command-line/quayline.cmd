@echo off
rem The command line of an installed Quayline: the engine on the Node inside of the app. No window, no other Node.
setlocal
set "QUAYLINE_RESOURCES=%~dp0.."
set ELECTRON_RUN_AS_NODE=1
"%~dp0..\..\Quayline.exe" --max-semi-space-size=2 --optimize-for-size "%~dp0..\app.asar.unpacked\dist\cli\quayline.js" %*
exit /b %ERRORLEVEL%
