The office decides which channels stand first where visitors are invited to follow them.
