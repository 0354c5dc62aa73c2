"""The search index behind one small protocol; derived data that can be rebuilt at any time."""
