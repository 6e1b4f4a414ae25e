"""The console: the loket in a browser, above all other packages; it reads what was published."""
