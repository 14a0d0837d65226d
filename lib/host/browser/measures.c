/* SPDX-License-Identifier: MIT */
/*
 * measures.c - progress, meter and output elements, and lists of tokens beside classList.
 */
#include "host/browser/measures.h"

#include <math.h>
#include <string.h>

#include "base/ascii.h"
#include "host/browser/partial_text.h"
#include "value/convert.h"

#define RECEIVER(element)                                                                                            \
	struct evl_dom_node *element = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);                              \
	*result = EVL_UNDEFINED;                                                                                     \
	if (element == NULL)                                                                                         \
		return false

/* ------------------------------------------------------------------ numbers */

/* How many digits stand at `text`. */
static size_t digits(const char *text)
{
	size_t n = 0;
	while (evl_is_digit(text[n]))
		n++;
	return n;
}

/* How many characters at the start of a text are a number; 0: none is there. */
static size_t number_length(const char *text)
{
	size_t sign = text[0] == '-' || text[0] == '+', whole = digits(text + sign), at = sign + whole;
	size_t part = text[at] == '.' ? digits(text + at + 1) : 0;
	if (whole + part == 0)
		return 0;
	at += text[at] == '.' ? part + 1 : 0;
	size_t mark = at + 1 + (text[at] != '\0' && (text[at + 1] == '-' || text[at + 1] == '+'));
	bool has_exponent = (text[at] == 'e' || text[at] == 'E') && evl_is_digit(text[mark]);
	return has_exponent ? mark + digits(text + mark) : at;
}

/* The number of an attribute (HTML, "rules for parsing floating-point number values"): what follows it does not count. */
static double attribute_number(struct evl_realm *realm, const struct evl_dom_node *element, const char *name, double otherwise)
{
	struct evl_string *text = evl_element_get(realm, element, name);
	const char *given = text != NULL ? evl_string_utf8(realm, text) : "";
	uint32_t from = 0;
	while (evl_is_html_space((unsigned char)given[from]))
		from++;
	size_t length = number_length(given + from);
	if (length == 0)
		return otherwise;
	double value = evl_string_to_number(realm, evl_string_substring(realm, text, from, from + (uint32_t)length));
	return isfinite(value) ? value + 0.0 : otherwise;
}

static double clamp(double value, double least, double most) { return fmin(fmax(value, least), most); }

static double progress_number(struct evl_realm *realm, const struct evl_dom_node *progress, const char *name)
{
	double most = attribute_number(realm, progress, "max", 1);
	most = most > 0 ? most : 1;
	if (strcmp(name, "max") == 0)
		return most;
	double value = clamp(attribute_number(realm, progress, "value", 0), 0, most);
	if (strcmp(name, "value") == 0)
		return value;
	return evl_element_has(realm, progress, "value") ? value / most : -1;
}

/* HTML, "The meter element": each is held within the others. */
static double meter_number(struct evl_realm *realm, const struct evl_dom_node *meter, const char *name)
{
	double least = attribute_number(realm, meter, "min", 0);
	double most = fmax(attribute_number(realm, meter, "max", fmax(1, least)), least);
	double low = clamp(attribute_number(realm, meter, "low", least), least, most);
	if (strcmp(name, "min") == 0)
		return least;
	if (strcmp(name, "max") == 0)
		return most;
	if (strcmp(name, "low") == 0)
		return low;
	if (strcmp(name, "high") == 0)
		return clamp(attribute_number(realm, meter, "high", most), low, most);
	bool is_optimum = strcmp(name, "optimum") == 0;
	return clamp(attribute_number(realm, meter, name, is_optimum ? (least + most) / 2 : 0), least, most);
}

bool evl_measure_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *name = evl_platform_name(args);
	RECEIVER(element);
	bool is_meter = evl_element_is(realm, element, "meter");
	*result = evl_from_double(is_meter ? meter_number(realm, element, name) : progress_number(realm, element, name));
	return true;
}

bool evl_measure_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *name = evl_platform_name(args);
	double value;
	RECEIVER(element);
	bool is_meter = evl_element_is(realm, element, "meter");
	if (!evl_to_number(realm, evl_arg(args, 0), &value))
		return false;
	if (!isfinite(value))
		return evl_platform_type_error(realm, "Failed to set the '%s' property on '%s': The provided double value is non-finite.", name,
					       is_meter ? "HTMLMeterElement" : "HTMLProgressElement");
	if (!is_meter && name[0] == 'm' && value <= 0)
		return true;
	if (!is_meter && value < 0)
		value = 0;
	return evl_element_set(realm, element, evl_platform_intern(realm, name), evl_number_to_string(realm, evl_from_double(value)));
}

/* ------------------------------------------------------------------ outputs */

/* What an output shows by default: kept in `value` while something else was set. */
static evl_value default_of(struct evl_realm *realm, const struct evl_dom_node *output)
{
	return output->value != EVL_EMPTY ? output->value : evl_string_value(evl_node_text_content(realm, output));
}

bool evl_output_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(output);
	bool is_default = evl_platform_name(args)[0] == 'd';
	*result = is_default ? default_of(realm, output) : evl_string_value(evl_node_text_content(realm, output));
	return *result != EVL_EMPTY;
}

bool evl_output_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text;
	RECEIVER(output);
	if (!evl_partial_text(realm, evl_arg(args, 0), &text))
		return false;
	bool is_default = evl_platform_name(args)[0] == 'd';
	if (is_default && output->value != EVL_EMPTY) {
		output->value = evl_from_string(text);
		return true;
	}
	if (!is_default)
		output->value = default_of(realm, output);
	return evl_node_set_text(realm, output, text);
}

bool evl_output_reset(struct evl_realm *realm, struct evl_dom_node *output)
{
	evl_value shown = default_of(realm, output);
	output->value = EVL_EMPTY;
	return shown != EVL_EMPTY && evl_node_set_text(realm, output, evl_as_string(shown));
}

bool evl_output_type(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	*result = evl_platform_text(realm, evl_element_is(realm, element, "output") ? "output" : "fieldset");
	return true;
}

/* ------------------------------------------------------------------- tokens */

static const char *token_attribute(const struct evl_args *args)
{
	const char *name = evl_platform_name(args);
	return name[0] == 'r' ? "rel" : name[0] == 's' ? "sandbox" : "for";
}

bool evl_element_tokens(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	if (evl_is_undefined(element->tokens))
		element->tokens = evl_token_list(realm, element, token_attribute(args));
	*result = element->tokens;
	return true;
}

bool evl_element_set_tokens(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text;
	RECEIVER(element);
	return evl_to_string(realm, evl_arg(args, 0), &text) &&
	       evl_element_set(realm, element, evl_platform_intern(realm, token_attribute(args)), text);
}
