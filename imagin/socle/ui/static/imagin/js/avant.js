// Runs before the first paint: the header must not flash when the work area was left enlarged.
try {
  if (localStorage.getItem("imagin.agrandi")) document.documentElement.dataset.agrandi = "";
} catch { /* storage refused by the browser: the frame stays whole */ }
