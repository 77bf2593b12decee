"""The local server: the review in the browser, and the search for other tools."""
