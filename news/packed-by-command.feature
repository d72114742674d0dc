Packages that are made by the command `socialhub pack` stand among those that are ordered on the site, and the archive's receipt can be noted over REST.
