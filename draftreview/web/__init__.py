"""The browser edge: one blueprint a subject; views are form, service, commit, redirect."""
