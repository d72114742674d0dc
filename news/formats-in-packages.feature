Packages for the archive name the format of each file by its id in PRONOM, if it is certain, and tell which picture was made from which original.
