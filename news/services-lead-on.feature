On the hub each service can be chosen: where it has no entries it leads to its accounts.
