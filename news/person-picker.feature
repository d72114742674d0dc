Whoever answers for a channel is chosen among the members and those used before, or written with name and e-mail, or by e-mail alone.
