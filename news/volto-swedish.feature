In Volto, what stands around the hub's pages and forms is Swedish, too, and pages are smaller and written faster.
