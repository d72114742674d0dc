A channel's page says in one line since when nothing new could be fetched, and the hub's where all retrieval has stood still.
