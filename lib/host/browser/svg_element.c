/* SPDX-License-Identifier: MIT */
/*
 * svg_element.c - the interfaces of SVG and MathML elements, as far as they need no geometry: what all elements have in common, and
 * attributes that an animation could change, as objects with the value that stands in the markup (SVG 2, "SVGAnimatedString").
 */
#include <string.h>

#include "host/browser/dom.h"
#include "host/browser/node.h"
#include "value/convert.h"

static const struct {
	const char *tag;
	enum evl_intrinsic prototype;
} tags[] = {
#define EVL_SVG_TAG(tag, id) { tag, EVL_INTRINSIC_##id##_PROTOTYPE },
#include "host/browser/svg_elements.def"
};

enum evl_intrinsic evl_svg_interface(struct evl_realm *realm, evl_name local_name)
{
	for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
		if (local_name == evl_platform_intern(realm, tags[i].tag))
			return tags[i].prototype;
	return EVL_INTRINSIC_SVG_ELEMENT_PROTOTYPE;
}

/* ------------------------------------------------------- attributes animated */

struct animated {
	struct evl_platform platform;
	struct evl_dom_node *element;
	const char *attribute;
};

/* className and href: one object for each. */
static bool get_animated(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *element = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);
	if (element == NULL)
		return false;
	bool is_class = evl_platform_name(args)[0] == 'c';
	evl_value *kept = is_class ? &element->animated_class : &element->animated_href;
	if (evl_is_undefined(*kept)) {
		struct animated *made =
			evl_platform_new(realm, EVL_PLATFORM_ANIMATED, sizeof *made, EVL_UNDEFINED, EVL_INTRINSIC_SVG_ANIMATED_STRING_PROTOTYPE);
		made->element = element;
		made->attribute = is_class ? "class" : "href";
		*kept = evl_from_object(made);
	}
	*result = *kept;
	return true;
}

static bool get_text(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct animated *animated = evl_platform_receiver(realm, args, EVL_PLATFORM_ANIMATED);
	if (animated == NULL)
		return false;
	struct evl_string *text = evl_element_get(realm, animated->element, animated->attribute);
	if (text == NULL && strcmp(animated->attribute, "href") == 0)
		text = evl_element_get(realm, animated->element, "xlink:href");
	*result = text != NULL ? evl_from_string(text) : evl_platform_text(realm, "");
	return true;
}

static bool set_text(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct animated *animated = evl_platform_receiver(realm, args, EVL_PLATFORM_ANIMATED);
	struct evl_string *text;
	*result = EVL_UNDEFINED;
	if (animated == NULL || !evl_to_string(realm, evl_arg(args, 0), &text))
		return false;
	bool old = evl_element_get(realm, animated->element, animated->attribute) == NULL && evl_element_get(realm, animated->element, "xlink:href") != NULL &&
		   strcmp(animated->attribute, "href") == 0;
	return evl_element_set(realm, animated->element, evl_platform_intern(realm, old ? "xlink:href" : animated->attribute), text);
}

static const struct evl_row animated_row[] = {
	EVL_ATTRIBUTE_RW("baseVal", get_text, set_text), EVL_ATTRIBUTE("animVal", get_text), EVL_TAG_ROW("SVGAnimatedString"),
};
const struct evl_family evl_family_SVG_ANIMATED_STRING = {
	.name = "SVGAnimatedString", .kind = EVL_FAMILY_CONSTRUCTOR, .construct = evl_platform_illegal_constructor, .prototype = EVL_ROWS(animated_row),
};

/* ------------------------------------------------------------------ interfaces */

/* ownerSVGElement and viewportElement: the nearest svg element around. */
static bool get_owner(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *at = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);
	if (at == NULL)
		return false;
	evl_name svg = evl_platform_intern(realm, "svg");
	for (at = at->parent; evl_node_is(at, EVL_DOM_ELEMENT) && at->space == EVL_SPACE_SVG && at->name != svg; at = at->parent)
		;
	*result = evl_node_value(evl_node_is(at, EVL_DOM_ELEMENT) && at->space == EVL_SPACE_SVG ? at : NULL);
	return true;
}

#define EVL_GLOBAL_HANDLER(type) EVL_HANDLER("on" #type),
static const struct evl_row svg_element_row[] = {
	EVL_ATTRIBUTE("className", get_animated),
	EVL_ATTRIBUTE("ownerSVGElement", get_owner),
	EVL_ATTRIBUTE("viewportElement", get_owner),
#include "host/browser/handlers.def"
	EVL_ANY_ELEMENT_ROWS,
	EVL_TAG_ROW("SVGElement"),
};
const struct evl_family evl_family_SVG_ELEMENT = {
	.name = "SVGElement",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = evl_platform_illegal_constructor,
	.parent = EVL_INTRINSIC_ELEMENT,
	.prototype_parent = EVL_INTRINSIC_ELEMENT_PROTOTYPE,
	.prototype = EVL_ROWS(svg_element_row),
};

#define EVL_GLOBAL_HANDLER(type) EVL_HANDLER("on" #type),
static const struct evl_row mathml_element_row[] = {
#include "host/browser/handlers.def"
	EVL_ANY_ELEMENT_ROWS,
	EVL_TAG_ROW("MathMLElement"),
};
const struct evl_family evl_family_MATHML_ELEMENT = {
	.name = "MathMLElement",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = evl_platform_illegal_constructor,
	.parent = EVL_INTRINSIC_ELEMENT,
	.prototype_parent = EVL_INTRINSIC_ELEMENT_PROTOTYPE,
	.prototype = EVL_ROWS(mathml_element_row),
};

/* What an interface has besides its tag. */
#define REFERENCE EVL_ATTRIBUTE("href", get_animated),
#define ROWS_SVG_DESC_ELEMENT
#define ROWS_SVG_COMPONENT_TRANSFER_FUNCTION_ELEMENT
#define ROWS_SVG_CLIP_PATH_ELEMENT
#define ROWS_SVG_ANIMATION_ELEMENT
#define ROWS_SVG_ANIMATE_TRANSFORM_ELEMENT
#define ROWS_SVG_ANIMATE_MOTION_ELEMENT
#define ROWS_SVG_ANIMATE_ELEMENT
#define ROWS_SVG_VIEW_ELEMENT
#define ROWS_SVG_TITLE_ELEMENT
#define ROWS_SVG_STYLE_ELEMENT
#define ROWS_SVG_STOP_ELEMENT
#define ROWS_SVG_SET_ELEMENT
#define ROWS_SVG_SCRIPT_ELEMENT REFERENCE
#define ROWS_SVG_PATTERN_ELEMENT REFERENCE
#define ROWS_SVG_METADATA_ELEMENT
#define ROWS_SVG_MASK_ELEMENT
#define ROWS_SVG_MARKER_ELEMENT
#define ROWS_SVG_MPATH_ELEMENT REFERENCE
#define ROWS_SVG_GRAPHICS_ELEMENT
#define ROWS_SVG_GRADIENT_ELEMENT REFERENCE
#define ROWS_SVG_GEOMETRY_ELEMENT
#define ROWS_SVG_G_ELEMENT
#define ROWS_SVG_FOREIGN_OBJECT_ELEMENT
#define ROWS_SVG_FILTER_ELEMENT
#define ROWS_SVG_FE_TURBULENCE_ELEMENT
#define ROWS_SVG_FE_TILE_ELEMENT
#define ROWS_SVG_FE_SPOT_LIGHT_ELEMENT
#define ROWS_SVG_FE_SPECULAR_LIGHTING_ELEMENT
#define ROWS_SVG_FE_POINT_LIGHT_ELEMENT
#define ROWS_SVG_FE_OFFSET_ELEMENT
#define ROWS_SVG_FE_MORPHOLOGY_ELEMENT
#define ROWS_SVG_FE_MERGE_NODE_ELEMENT
#define ROWS_SVG_FE_MERGE_ELEMENT
#define ROWS_SVG_FE_IMAGE_ELEMENT REFERENCE
#define ROWS_SVG_FE_GAUSSIAN_BLUR_ELEMENT
#define ROWS_SVG_FE_FUNC_R_ELEMENT
#define ROWS_SVG_FE_FUNC_G_ELEMENT
#define ROWS_SVG_FE_FUNC_B_ELEMENT
#define ROWS_SVG_FE_FUNC_A_ELEMENT
#define ROWS_SVG_FE_FLOOD_ELEMENT
#define ROWS_SVG_FE_DROP_SHADOW_ELEMENT
#define ROWS_SVG_FE_DISTANT_LIGHT_ELEMENT
#define ROWS_SVG_FE_DISPLACEMENT_MAP_ELEMENT
#define ROWS_SVG_FE_DIFFUSE_LIGHTING_ELEMENT
#define ROWS_SVG_FE_CONVOLVE_MATRIX_ELEMENT
#define ROWS_SVG_FE_COMPOSITE_ELEMENT
#define ROWS_SVG_FE_COMPONENT_TRANSFER_ELEMENT
#define ROWS_SVG_FE_COLOR_MATRIX_ELEMENT
#define ROWS_SVG_FE_BLEND_ELEMENT
#define ROWS_SVG_ELLIPSE_ELEMENT
#define ROWS_SVG_DEFS_ELEMENT
#define ROWS_SVG_CIRCLE_ELEMENT
#define ROWS_SVG_A_ELEMENT REFERENCE
#define ROWS_SVG_USE_ELEMENT REFERENCE
#define ROWS_SVG_TEXT_CONTENT_ELEMENT
#define ROWS_SVG_SYMBOL_ELEMENT
#define ROWS_SVG_SWITCH_ELEMENT
#define ROWS_SVG_SVG_ELEMENT
#define ROWS_SVG_RECT_ELEMENT
#define ROWS_SVG_RADIAL_GRADIENT_ELEMENT
#define ROWS_SVG_POLYLINE_ELEMENT
#define ROWS_SVG_POLYGON_ELEMENT
#define ROWS_SVG_PATH_ELEMENT
#define ROWS_SVG_LINEAR_GRADIENT_ELEMENT
#define ROWS_SVG_LINE_ELEMENT
#define ROWS_SVG_IMAGE_ELEMENT REFERENCE
#define ROWS_SVG_TEXT_POSITIONING_ELEMENT
#define ROWS_SVG_TEXT_PATH_ELEMENT REFERENCE
#define ROWS_SVG_TEXT_ELEMENT
#define ROWS_SVG_TSPAN_ELEMENT
#define EVL_SVG_INTERFACE(id, name_, parent_id)                                                                      \
	static const struct evl_row rows_of_##id[] = { ROWS_##id EVL_TAG_ROW(#name_) };                              \
	const struct evl_family evl_family_##id = {                                                                  \
		.name = #name_,                                                                                      \
		.kind = EVL_FAMILY_CONSTRUCTOR,                                                                      \
		.construct = evl_platform_illegal_constructor,                                                       \
		.parent = EVL_INTRINSIC_##parent_id,                                                                 \
		.prototype_parent = EVL_INTRINSIC_##parent_id##_PROTOTYPE,                                           \
		.prototype = EVL_ROWS(rows_of_##id),                                                                 \
	};
#include "host/browser/svg_elements.def"
