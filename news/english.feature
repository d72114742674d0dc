Visitors may read the hub in English where the site offers it, and hubs, administrations and channels have a text in easy Swedish and one in English.
