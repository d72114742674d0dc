Whoever answers for a channel is written by name alone for the next one; a refusal names its field, who shares a name is told apart by e-mail, and a noted absence says who answers meanwhile.
