/* SPDX-License-Identifier: MIT */
/*
 * test_lower_pattern.c - patterns of declarations, parameters and assignments.
 */
#include "parsed.h"

static const struct parse_case patterns_are_the_same_in_all_places_cases[] = {
	{ 's', "let [a, , b = 1, ...c] = d, {e, f: g, [h]: i = 2, \"j\": k, l = 3, ...m} = n",
	  "(program [(variable-declaration let [(declarator (array-pattern [(identifier 'a') - (default-pattern "
	  "(identifier 'b') (number 1)) (rest (identifier 'c'))]) (identifier 'd')) (declarator (object-pattern "
	  "[(pattern-property shorthand (identifier 'e') (identifier 'e')) (pattern-property init (identifier "
	  "'f') (identifier 'g')) (pattern-property init computed (identifier 'h') (default-pattern (identifier "
	  "'i') (number 2))) (pattern-property init (string 'j') (identifier 'k')) (pattern-property shorthand "
	  "(identifier 'l') (default-pattern (identifier 'l') (number 3))) (rest (identifier 'm'))]) (identifier "
	  "'n'))])])" },
	{ 's', "[a.b, c[d], , [e] = f, ...g.h] = i; ({a, b: c.d, e = 1, ...f} = g)",
	  "(program [(expression-statement (assignment = (array-pattern [(member (identifier 'a') (identifier "
	  "'b')) (index (identifier 'c') (identifier 'd')) - (default-pattern (array-pattern [(identifier "
	  "'e')]) (identifier 'f')) (rest (member (identifier 'g') (identifier 'h')))]) (identifier 'i'))) "
	  "(expression-statement (parenthesized (assignment = (object-pattern [(pattern-property shorthand "
	  "(identifier 'a') (identifier 'a')) (pattern-property init (identifier 'b') (member (identifier "
	  "'c') (identifier 'd'))) (pattern-property shorthand (identifier 'e') (default-pattern (identifier "
	  "'e') (number 1))) (rest (identifier 'f'))]) (identifier 'g'))))])" },
	{ 's', "function f([a], {b}, c = 1, ...[d]) {}; ([a], {b} = {}) => a",
	  "(program [(function-declaration 2 (identifier 'f') [(array-pattern [(identifier 'a')]) (object-pattern "
	  "[(pattern-property shorthand (identifier 'b') (identifier 'b'))]) (default-pattern (identifier "
	  "'c') (number 1)) (rest (array-pattern [(identifier 'd')]))] (block [])) (empty) (expression-statement "
	  "(arrow-function arrow expression 1 - [(array-pattern [(identifier 'a')]) (default-pattern (object-pattern "
	  "[(pattern-property shorthand (identifier 'b') (identifier 'b'))]) (object []))] (identifier "
	  "'a')))])" },
	{ 's', "for (const [a, b] of c); for ({a} in b); for (a.b of c); for (let [x] of y);",
	  "(program [(for-of (variable-declaration const [(declarator (array-pattern [(identifier 'a') "
	  "(identifier 'b')]) -)]) (identifier 'c') (empty)) (for-in (object-pattern [(pattern-property "
	  "shorthand (identifier 'a') (identifier 'a'))]) (identifier 'b') (empty)) (for-of (member (identifier "
	  "'a') (identifier 'b')) (identifier 'c') (empty)) (for-of (variable-declaration let [(declarator "
	  "(array-pattern [(identifier 'x')]) -)]) (identifier 'y') (empty))])" },
};

Test(syntax_lower_pattern, patterns_are_the_same_in_all_places)
{
	CHECK_CASES(patterns_are_the_same_in_all_places_cases);
}

static const struct parse_case parentheses_around_targets_are_dropped_cases[] = {
	{ 's', "(a) = 1; [(a)] = b; [((a.b))] = c; ({a: (b)} = c); (a)++; for ((a) of b);",
	  "(program [(expression-statement (assignment = (identifier 'a') (number 1))) (expression-statement "
	  "(assignment = (array-pattern [(identifier 'a')]) (identifier 'b'))) (expression-statement (assignment "
	  "= (array-pattern [(member (identifier 'a') (identifier 'b'))]) (identifier 'c'))) (expression-statement "
	  "(parenthesized (assignment = (object-pattern [(pattern-property init (identifier 'a') (identifier "
	  "'b'))]) (identifier 'c')))) (expression-statement (update ++ (identifier 'a'))) (for-of (identifier "
	  "'a') (identifier 'b') (empty))])" },
	{ 's', "[(a)] ; [a = (b)] = c",
	  "(program [(expression-statement (array [(parenthesized (identifier 'a'))])) (expression-statement "
	  "(assignment = (array-pattern [(default-pattern (identifier 'a') (parenthesized (identifier "
	  "'b')))]) (identifier 'c')))])" },
};

Test(syntax_lower_pattern, parentheses_around_targets_are_dropped)
{
	CHECK_CASES(parentheses_around_targets_are_dropped_cases);
}
