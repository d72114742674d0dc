An editor arranges a hub's entries as cards, a list or a wall; on paper they are a list with addresses, and a page of its own gathers the newest by kind.
