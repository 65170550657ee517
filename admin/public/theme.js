// Runs before the first paint, from a file of its own because the content security policy allows no inline script.
;(function () {
  var choice = null
  try {
    choice = localStorage.getItem('qizhi.theme')
  } catch (_) {
    // storage may be forbidden: the system's preference decides
  }
  var dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.classList.toggle('dark', dark)
})()
