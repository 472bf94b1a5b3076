// Words of site plans on the map.

export const mapPlan = {
  title: "Site plans", add: "Add a picture of a plan…",
  teach: "A plan of the site as a picture (PNG, JPEG, WebP) is laid on the map by two or three points that you know on both. The library keeps a copy; nothing is fetched.",
  none: "no plan", size: "{{width}} × {{height}} pixels", notLaid: "not laid on the map yet",
  laid: "1 pixel is {{metres}} m, turned by {{degrees}}°",
  remove: "Take the plan {{name}} out", lay: "Lay it on the map", layAgain: "Change its points",
  opacity: "Opacity, {{percent}} %", name: "Name",
  formTitle: "Lay the plan “{{name}}”",
  step: { image: "Point {{number}}: click it on the plan.", ground: "Point {{number}}: click the same place on the map, or type its coordinates.", done: "The plan lies on the map as the points say. Keep it, or add a third point to check it." },
  point: "Point {{number}}", onPlan: "On the plan (x, y)", onGround: "On the map (latitude, longitude)",
  pickOnPlan: "Point {{number}}: click on the plan", pickOnGround: "Point {{number}}: click on the map", removePoint: "Take point {{number}} away", addPoint: "Third point",
  picker: "The plan: arrow keys move the cross, Shift for larger steps, Enter takes the point, plus and minus enlarge",
  picked: "x {{x}}, y {{y}}",
  badXy: "Two numbers, such as 120, 340", badPlace: "Not coordinates. Example: 29.945, 122.305",
  residual: "Turned and scaled alone, the worst of the three points is missed by {{metres}} m.",
  residualNone: "Two points are always met: a third one checks them.",
  bad: {
    "too-few": "Two points are needed.", "too-close": "Two points lie on each other.", "in-line": "The three points lie on one line.",
    mirrored: "The plan would lie on its face: two of the points are exchanged.",
  },
} as const;
