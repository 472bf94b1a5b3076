// What is said of the order of two moments, and lengths of time in words: shared by window, report, viewer and command line.

export const order = {
  heading: "Order of the pins’ beginnings",
  note: "Pins by true time, each with the next. An order between cameras is established only where both clocks were read and the two moments lie further apart than the clocks can be wrong (two standard deviations); then it is told how wrong a clock would have to be to turn it.",
  earlier: "Earlier", later: "Later", apart: "Apart", verdict: "Order",
  sameClock: "established: one clock showed both",
  established: "established, unless {{clocks}} is wrong by more than {{margin}}",
  "clock-unknown": "not established: nobody has read the clock of {{clocks}}",
  "no-camera": "not established: no camera showed one of them, so how sure its time is nobody knows",
  "too-close": "not established: {{apart}} apart, and the clocks tell only what lies {{needed}} apart",
  "files-too-close": "not established: {{apart}} apart, and when these files start is only known to {{needed}}",
  turned: "{{sentence}}. By the cameras’ own clocks it was the other way round.",
  toldTime: "the time as it was told",
  or: "{{one}} or {{other}}", and: "{{one}} and {{other}}",
  none: "There are fewer than two pins to put in order.",
} as const;

export const length = {
  seconds: "{{seconds}} s",
  minutes: "{{minutes}} min {{seconds}} s",
  hours: "{{hours}} h {{minutes}} min {{seconds}} s",
  days: "{{days}} d {{hours}} h {{minutes}} min {{seconds}} s",
} as const;
