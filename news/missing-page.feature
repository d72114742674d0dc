A page that is not there is the same page in Volto as in Classic UI, in the reader's language; every visitor page has a description, in its own words or by its names.
