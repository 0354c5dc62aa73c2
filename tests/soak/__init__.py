"""Long trials of the search index; the normal tests run them for a few seconds."""
