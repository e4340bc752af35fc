// Draws every element that carries data-chart, and again when the attribute changes.
