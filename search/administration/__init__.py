"""Search on the editing side: what could not be indexed, and the list of synonyms."""
