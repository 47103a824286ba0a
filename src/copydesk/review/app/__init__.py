"""The review as an application in the terminal: presentation alone, over the session that every front drives."""
