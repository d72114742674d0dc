Entries stand in rows in order of time, with the sign and the name of their service; a channel's page begins with the ways to follow it; the parties' page is one list.
