"""The review as a page in the browser, served to this machine alone. Needs the extra `copydesk[web]`."""
