"""Styles, scripts, fonts and vendored libraries that the pages load."""
