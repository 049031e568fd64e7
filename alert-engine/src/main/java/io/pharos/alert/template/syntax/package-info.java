/** The syntax of Go's text/template, as far as rules use it: lexer, parser and tree. */
@NullMarked
package io.pharos.alert.template.syntax;

import org.jspecify.annotations.NullMarked;
