The masked copy holds what the municipality has done as well: answers, decisions and their reasons, the diary number and notes.
