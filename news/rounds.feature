One button notes a supervision round of the channels with dialogue, in a log that cannot be changed unseen, and the working days that were missed are told.
