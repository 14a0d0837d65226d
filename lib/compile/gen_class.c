/* SPDX-License-Identifier: MIT */
/*
 * gen_class.c - classes (sec-runtime-semantics-classdefinitionevaluation).
 *
 * Private names and computed field keys are hidden variables of the class scope.
 * Instance fields, and private methods of instances, are put in place by one
 * function, which the constructor runs (a derived one after super());
 * static fields and blocks run in another one, once, when the class is complete.
 */
#include "compile/gen.h"

#include <string.h>

void gen_field_initialisation(struct builder *b, reg constructor, reg this_register)
{
	uint32_t mark = reg_mark(b);
	struct label none;
	label_init(&none);
	reg base = reg_block(b, 2);
	emit(b, EVL_OPCODE_GET_FIELDS, base, constructor, 0);
	jump(b, EVL_OPCODE_JUMP_UNDEFINED, base, &none);
	emit(b, EVL_OPCODE_MOVE, (uint32_t)base + 1, this_register, 0);
	emit(b, EVL_OPCODE_CALL, base, base, 0);
	label_bind(b, &none);
	reg_release(b, mark);
}

static evl_name member_name(struct builder *b, const struct evl_node *m)
{
	const struct evl_node *key = m->as.member_def.key;
	if (m->computed)
		return EVL_NAME_NONE;
	switch ((enum evl_node_kind)key->kind) {
	case EVL_NODE_IDENTIFIER:
	case EVL_NODE_PRIVATE_NAME:
		return key->as.identifier.name;
	case EVL_NODE_STRING:
		return key->as.string.name;
	default:
		(void)b;
		return EVL_NAME_NONE;
	}
}

static bool is_private(const struct evl_node *m)
{
	return m->kind == EVL_NODE_CLASS_MEMBER && m->as.member_def.key->kind == EVL_NODE_PRIVATE_NAME;
}

static struct evl_variable *hidden(struct builder *b, const char *role, evl_name of)
{
	return variable_of(b, evl_scope_member_name(b->compiler->names, role, of));
}

static reg load_hidden(struct builder *b, evl_name name)
{
	reg r = reg_new(b);
	variable_load(b, name, UINT32_MAX, r);
	return r;
}

static const char *role_of(uint8_t kind)
{
	return kind == EVL_PROPERTY_GET ? "getter" : kind == EVL_PROPERTY_SET ? "setter" : "method";
}

/* A method's closure is made while the class is defined; private ones are kept for the initialisers. */
static void gen_method(struct builder *b, struct evl_node *m, reg constructor, reg prototype)
{
	uint32_t mark = reg_mark(b);
	uint8_t kind = m->as.member_def.kind;
	reg target = m->as.member_def.is_static ? constructor : prototype;
	reg key = reg_new(b);
	reg function = reg_new(b);
	if (is_private(m)) {
		evl_name name = m->as.member_def.key->as.identifier.name;
		load_string(b, name, key);
		gen_closure(b, m->as.member_def.value, name, function);
		if (kind != EVL_PROPERTY_METHOD)
			emit(b, EVL_OPCODE_SET_FUNCTION_NAME, function, key, kind == EVL_PROPERTY_GET ? 1 : 2);
		emit(b, EVL_OPCODE_SET_HOME, function, target, 0);
		variable_initialize(b, hidden(b, role_of(kind), name), function);
		reg_release(b, mark);
		return;
	}
	if (m->computed)
		site_statement(b, expression_position(b, m->as.member_def.key));
	gen_key(b, m->as.member_def.key, m->computed, key);
	gen_closure(b, m->as.member_def.value, kind == EVL_PROPERTY_METHOD ? member_name(b, m) : EVL_NAME_NONE, function);
	switch (kind) {
	case EVL_PROPERTY_GET:
		emit(b, EVL_OPCODE_SET_FUNCTION_NAME, function, key, 1);
		emit(b, EVL_OPCODE_DEFINE_CLASS_GETTER, target, key, function);
		break;
	case EVL_PROPERTY_SET:
		emit(b, EVL_OPCODE_SET_FUNCTION_NAME, function, key, 2);
		emit(b, EVL_OPCODE_DEFINE_CLASS_SETTER, target, key, function);
		break;
	default:
		if (member_name(b, m) == EVL_NAME_NONE)
			emit(b, EVL_OPCODE_SET_FUNCTION_NAME, function, key, 0);
		emit(b, EVL_OPCODE_DEFINE_CLASS_METHOD, target, key, function);
		break;
	}
	reg_release(b, mark);
}

/* Has an earlier member already put the accessor pair of this private name in place? */
static bool accessor_done(const struct evl_node_list *members, uint32_t index)
{
	const struct evl_node *m = members->items[index];
	for (uint32_t i = 0; i < index; i++) {
		const struct evl_node *e = members->items[i];
		if (is_private(e) && e->as.member_def.kind != EVL_PROPERTY_FIELD &&
		    e->as.member_def.key->as.identifier.name == m->as.member_def.key->as.identifier.name)
			return true;
	}
	return false;
}

static void gen_private_method_element(struct builder *b, const struct evl_node_list *members, uint32_t index, reg object)
{
	const struct evl_node *m = members->items[index];
	evl_name name = m->as.member_def.key->as.identifier.name;
	uint32_t mark = reg_mark(b);
	if (m->as.member_def.kind == EVL_PROPERTY_METHOD) {
		reg key = load_hidden(b, name);
		reg function = load_hidden(b, evl_scope_member_name(b->compiler->names, "method", name));
		emit(b, EVL_OPCODE_ADD_PRIVATE_METHOD, object, key, function);
	} else if (!accessor_done(members, index)) {
		reg base = reg_block(b, 3);
		static const char *const roles[] = { "getter", "setter" };
		variable_load(b, name, UINT32_MAX, base);
		for (uint32_t i = 0; i < 2; i++) {
			bool there = false;
			for (uint32_t j = index; j < members->count; j++) {
				const struct evl_node *e = members->items[j];
				if (is_private(e) && e->as.member_def.key->as.identifier.name == name &&
				    e->as.member_def.kind == (i == 0 ? EVL_PROPERTY_GET : EVL_PROPERTY_SET))
					there = true;
			}
			if (there)
				variable_load(b, evl_scope_member_name(b->compiler->names, roles[i], name), UINT32_MAX,
					      (reg)(base + 1 + i));
			else
				emit(b, EVL_OPCODE_LOAD_UNDEFINED, base + 1 + i, 0, 0);
		}
		emit(b, EVL_OPCODE_ADD_PRIVATE_ACCESSOR, object, base, 0);
	}
	reg_release(b, mark);
}

static void gen_field(struct builder *b, struct evl_node *m, uint32_t index, reg object)
{
	uint32_t mark = reg_mark(b);
	uint32_t site = site_set(b, m, NO_POSITION);
	struct evl_node *value = m->as.member_def.value;
	reg v = reg_new(b);
	reg key = NO_REG;
	if (m->computed) {
		key = load_hidden(b, evl_scope_key_name(b->compiler->names, index));
	} else if (is_private(m)) {
		key = load_hidden(b, m->as.member_def.key->as.identifier.name);
	}
	if (value != NULL)
		site_statement(b, expression_position(b, value));
	if (value == NULL) {
		emit(b, EVL_OPCODE_LOAD_UNDEFINED, v, 0, 0);
	} else if (is_anonymous_function(value) && !m->computed && member_name(b, m) != EVL_NAME_NONE) {
		gen_named(b, value, member_name(b, m), v);
	} else {
		gen_to(b, value, v);
		if (m->computed && is_anonymous_function(value))
			emit(b, EVL_OPCODE_SET_FUNCTION_NAME, v, key, 0);
	}
	if (is_private(m)) {
		emit(b, EVL_OPCODE_ADD_PRIVATE, object, key, v);
	} else if (key != NO_REG || m->as.member_def.key->kind == EVL_NODE_NUMBER || m->as.member_def.key->kind == EVL_NODE_BIGINT) {
		if (key == NO_REG) {
			key = reg_new(b);
			gen_key(b, m->as.member_def.key, false, key);
		}
		emit(b, EVL_OPCODE_DEFINE_ELEM, object, key, v);
	} else {
		emit(b, EVL_OPCODE_DEFINE_FIELD, object, v, property_site(b, key_of_node(b, m->as.member_def.key)));
	}
	site_restore(b, site);
	reg_release(b, mark);
}

static void gen_static_block(struct builder *b, struct evl_node *block, reg constructor)
{
	uint32_t mark = reg_mark(b);
	reg base = reg_block(b, 2);
	gen_closure(b, block, EVL_NAME_static_initializer, base);
	emit(b, EVL_OPCODE_SET_HOME, base, constructor, 0);
	emit(b, EVL_OPCODE_MOVE, (uint32_t)base + 1, constructor, 0);
	emit(b, EVL_OPCODE_CALL, base, base, 0);
	reg_release(b, mark);
}

static struct evl_template *gen_initializer(struct builder *outer, struct evl_node *node, struct evl_function_record *record,
					    bool statics)
{
	struct builder inner, *b = &inner;
	builder_init(b, outer->compiler, outer, record);
	b->flags = EVL_TEMPLATE_STRICT | EVL_TEMPLATE_METHOD | EVL_TEMPLATE_FIELDS;
	scope_enter(b, record->scope);
	for (struct evl_variable *v = record->scope->first; v != NULL; v = v->next) {
		uint32_t mark = reg_mark(b);
		reg r = v->captured ? reg_new(b) : v->place;
		enum evl_opcode op = v->name == EVL_NAME_this_		? EVL_OPCODE_LOAD_THIS
				     : v->name == EVL_NAME_home_object	? EVL_OPCODE_LOAD_HOME
				     : v->name == EVL_NAME_new_target	? EVL_OPCODE_LOAD_NEW_TARGET
									: EVL_OPCODE_LOAD_CALLEE;
		emit(b, op, r, 0, 0);
		if (v->captured)
			variable_initialize(b, v, r);
		reg_release(b, mark);
	}
	reg object = reg_new(b);
	variable_load(b, EVL_NAME_this_, UINT32_MAX, object);
	const struct evl_node_list *members = &node->as.class_.members;
	/* private methods are there before any field is */
	for (uint32_t i = 0; i < members->count; i++)
		if (is_private(members->items[i]) && members->items[i]->as.member_def.is_static == statics &&
		    members->items[i]->as.member_def.kind != EVL_PROPERTY_FIELD)
			gen_private_method_element(b, members, i, object);
	for (uint32_t i = 0; i < members->count; i++) {
		struct evl_node *m = members->items[i];
		if (m->kind == EVL_NODE_CLASS_STATIC_BLOCK) {
			if (statics)
				gen_static_block(b, m, object);
		} else if (m->as.member_def.is_static == statics && m->as.member_def.kind == EVL_PROPERTY_FIELD) {
			gen_field(b, m, i, object);
		}
	}
	emit(b, EVL_OPCODE_RETURN_UNDEFINED, 0, 0, 0);
	struct evl_template *t = builder_finish(b);
	t->node = node;
	t->name = statics ? EVL_NAME_static_initializer : EVL_NAME_instance_initializer;
	return t;
}

/* constructor(...args) { super(...args) } or constructor() {}, without observable steps (sec-runtime-semantics-classdefinitionevaluation step 14). */
static struct evl_template *gen_default_constructor(struct builder *outer, struct evl_node *node, const struct evl_class_record *record)
{
	struct builder inner, *b = &inner;
	struct evl_function_record function = { .parent = outer->record,
						.node = node,
						.flags = EVL_FN_STRICT | EVL_FN_METHOD | EVL_FN_CONSTRUCTOR,
						.scope = record->scope,
						.body_scope = record->scope };
	builder_init(b, outer->compiler, outer, &function);
	b->flags = EVL_TEMPLATE_STRICT | EVL_TEMPLATE_METHOD | EVL_TEMPLATE_CLASS_CONSTRUCTOR;
	reg base = reg_block(b, 3);
	reg this_register = reg_new(b);
	if (node->as.class_.heritage != NULL) {
		b->flags |= EVL_TEMPLATE_DERIVED;
		emit(b, EVL_OPCODE_LOAD_CALLEE, base, 0, 0);
		emit(b, EVL_OPCODE_LOAD_NEW_TARGET, (uint32_t)base + 1, 0, 0);
		emit(b, EVL_OPCODE_CREATE_REST, (uint32_t)base + 2, 0, 0);
		emit(b, EVL_OPCODE_SUPER_CALL_SPREAD, this_register, base, 0);
	} else {
		emit(b, EVL_OPCODE_LOAD_THIS, this_register, 0, 0);
	}
	if (record->instance != NULL) {
		emit(b, EVL_OPCODE_LOAD_CALLEE, base, 0, 0);
		gen_field_initialisation(b, base, this_register);
	}
	emit(b, EVL_OPCODE_RETURN, this_register, 0, 0);
	return builder_finish(b);
}

/* Say of the private name in `r` what its receiver must be, in V8's words: "class A", "an instance of class A". */
static void gen_brand(struct builder *b, const struct evl_node *node, evl_name name, reg r)
{
	static const char instance[] = "an instance of class ";
	const struct evl_node_list *members = &node->as.class_.members;
	const struct evl_node *found = NULL;
	bool has_static = false;
	for (uint32_t i = 0; i < members->count; i++) {
		const struct evl_node *m = members->items[i];
		if (m->kind != EVL_NODE_CLASS_MEMBER || !is_private(m) || m->as.member_def.kind == EVL_PROPERTY_FIELD)
			continue;
		has_static |= m->as.member_def.is_static;
		if (m->as.member_def.key->as.identifier.name == name)
			found = m;
	}
	if (found == NULL)
		return;
	struct evl_names *names = b->compiler->names;
	const char *class_name = node->as.class_.name != NULL ?
					 evl_names_utf8(names, node->as.class_.name->as.identifier.name, b->compiler->arena) :
				 has_static ? "." : "anonymous";
	size_t length = strlen(class_name);
	char *text = evl_arena_alloc(b->compiler->arena, sizeof instance + length);
	memcpy(text, instance, sizeof instance - 1);
	memcpy(text + sizeof instance - 1, class_name, length + 1);
	size_t skip = found->as.member_def.is_static ? strlen("an instance of ") : 0;
	emit_imm(b, EVL_OPCODE_BRAND_PRIVATE, r, (int32_t)evl_names_intern_text(names, text + skip));
}

/* The private names of a class body, before anything else of it. */
static void gen_private_names(struct builder *b, struct evl_node *node, const struct evl_class_record *record)
{
	for (struct evl_variable *v = record->scope->first; v != NULL; v = v->next) {
		const struct evl_name_entry *e = evl_names_entry(b->compiler->names, v->name);
		if (v->kind != VARIABLE_HIDDEN || e->length == 0 || e->units[0] != '#')
			continue;
		uint32_t mark = reg_mark(b);
		reg r = v->captured ? reg_new(b) : v->place;
		emit_imm(b, EVL_OPCODE_NEW_PRIVATE, r, (int32_t)v->name);
		gen_brand(b, node, v->name, r);
		if (v->captured)
			variable_initialize(b, v, r);
		reg_release(b, mark);
	}
}

/* The constructor, which is the class; `name`: of what it is assigned to, if it has none. */
static struct evl_template *gen_constructor(struct builder *b, struct evl_node *node, evl_name name, struct evl_class_record *record)
{
	struct evl_template *constructor = node->as.class_.constructor != NULL
						   ? gen_function_template(b, node->as.class_.constructor, EVL_NAME_NONE)
						   : gen_default_constructor(b, node, record);
	constructor->flags |= EVL_TEMPLATE_CLASS_CONSTRUCTOR | EVL_TEMPLATE_STRICT;
	if (node->as.class_.heritage != NULL)
		constructor->flags |= EVL_TEMPLATE_DERIVED;
	constructor->text = node->span;
	constructor->node = node;
	constructor->flags &= ~(uint32_t)EVL_TEMPLATE_NO_NAME;
	if (node->as.class_.name != NULL)
		constructor->name = node->as.class_.name->as.identifier.name;
	else if (name != EVL_NAME_NONE)
		constructor->name = name == EVL_NAME_star_default ? EVL_NAME_default_ : name;
	else
		constructor->flags |= EVL_TEMPLATE_NO_NAME;
	return constructor;
}

/* Methods and the keys of fields, in the order of the text. */
static void gen_members(struct builder *b, const struct evl_node_list *members, reg pair)
{
	for (uint32_t i = 0; i < members->count; i++) {
		struct evl_node *m = members->items[i];
		if (m->kind == EVL_NODE_CLASS_STATIC_BLOCK)
			continue;
		uint32_t site = site_set(b, m, NO_POSITION);
		if (m->as.member_def.kind != EVL_PROPERTY_FIELD) {
			gen_method(b, m, pair, (reg)(pair + 1));
		} else if (m->computed) {
			uint32_t mark = reg_mark(b);
			reg key = reg_new(b);
			site_statement(b, expression_position(b, m->as.member_def.key));
			gen_key(b, m->as.member_def.key, true, key);
			variable_initialize(b, variable_of(b, evl_scope_key_name(b->compiler->names, i)), key);
			reg_release(b, mark);
		}
		site_restore(b, site);
	}
}

/* The fields of instances, kept with the class, and its static elements, run now. */
static void gen_class_elements(struct builder *b, struct evl_node *node, const struct evl_class_record *record, reg pair)
{
	uint32_t mark = reg_mark(b);
	if (record->instance != NULL) {
		reg f = reg_new(b);
		struct evl_template *t = gen_initializer(b, node, record->instance, false);
		emit(b, EVL_OPCODE_CLOSURE, f, child_add(b, t), environment_here(b));
		emit(b, EVL_OPCODE_SET_HOME, f, (uint32_t)pair + 1, 0);
		emit(b, EVL_OPCODE_SET_FIELDS, pair, f, 0);
	}
	reg_release(b, mark);
	if (record->statics == NULL)
		return;
	reg base = reg_block(b, 2);
	struct evl_template *t = gen_initializer(b, node, record->statics, true);
	emit(b, EVL_OPCODE_CLOSURE, base, child_add(b, t), environment_here(b));
	emit(b, EVL_OPCODE_SET_HOME, base, pair, 0);
	emit(b, EVL_OPCODE_MOVE, (uint32_t)base + 1, pair, 0);
	emit(b, EVL_OPCODE_CALL, base, base, 0);
}

void gen_class(struct builder *b, struct evl_node *node, evl_name name, reg dst)
{
	uint32_t mark = reg_mark(b);
	uint32_t site = site_set(b, node, NO_POSITION);
	site_local_read(b, NO_POSITION); /* V8 begins with code that takes the statement's place */
	struct evl_class_record *record = node->scope;
	uint32_t outer_flags = b->flags;
	b->flags |= EVL_TEMPLATE_STRICT;
	const struct evl_class_record *outer_record = b->class_record;
	b->class_record = record;
	/* r[pair] constructor, r[pair+1] prototype */
	reg pair = reg_block(b, 2);
	scope_enter(b, record->scope);
	gen_private_names(b, node, record);
	if (node->as.class_.heritage != NULL)
		gen_to(b, node->as.class_.heritage, pair);
	else
		emit(b, EVL_OPCODE_LOAD_EMPTY, pair, 0, 0);
	struct evl_template *constructor = gen_constructor(b, node, name, record);
	emit(b, EVL_OPCODE_NEW_CLASS, pair, child_add(b, constructor), environment_here(b));
	gen_members(b, &node->as.class_.members, pair);
	if (node->as.class_.name != NULL)
		variable_initialize(b, variable_of(b, node->as.class_.name->as.identifier.name), pair);
	gen_class_elements(b, node, record, pair);
	scope_leave(b, record->scope);
	b->class_record = outer_record;
	b->flags = outer_flags;
	emit(b, EVL_OPCODE_MOVE, dst, pair, 0);
	site_restore(b, site);
	reg_release(b, mark);
}
