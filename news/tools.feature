The information office brings channels in from a CSV file after a dry run, changes many channels at once, sets the add-on's settings in the browser or over REST, and hides, renames and adds services.
