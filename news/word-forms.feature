Searches find words in all their forms by a dictionary of Swedish, such as *skolan* by *skola* and *böcker* by *bok*, among entries, messages and records; the indexes are made anew by themselves.
