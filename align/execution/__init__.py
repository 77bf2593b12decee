"""Where work is done: here, in processes, on a cluster; in how many threads; how far it is."""
