package io.pharos.gateway.api;

/** The planner of questions that come as parameters, and that of remote reads. */
record Planners(Planner planner, StoredPlanner stored) {}
