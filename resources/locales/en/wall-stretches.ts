// Words of a playable copy that is still being made, part by part.

export const wallStretches = {
  part: {
    tip: "This copy is still being made: {{from}} to {{to}} is there, the rest follows.",
    here: "The pictures here are made first, the rest of the file after them.",
    share: "{{percent}} % of the file",
  },
};
