"""Jobs that survive a crash: the client that submits them and the runner that does them, both on DBOS."""
