"""The local web page: the ledger in a browser, on this machine, without any request to another."""
