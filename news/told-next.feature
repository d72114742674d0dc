After a removal, the next step on a message's page is to tell its author.
