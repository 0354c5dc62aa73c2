"""Use cases: verbs that take the session and the actor; they never commit and know no Flask."""
