package io.pharos.alert.template.syntax;

import java.util.List;

/** Commands, each given the value of the one before as its last argument; the result may be kept in variables. */
public record Pipeline(List<String> variables, boolean assigns, List<Command> commands, int position) {
    public Pipeline {
        variables = List.copyOf(variables);
        commands = List.copyOf(commands);
    }
}
