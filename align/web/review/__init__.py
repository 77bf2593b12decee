"""The review in the browser: what can be done to a bitext, the server, and its page."""
