A channel's page begins with a link to follow it at its service, and its first entry is on the first screen: who answers for it, contact and rules are folded below.
