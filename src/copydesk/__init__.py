"""copydesk: a copy editor for text files."""
