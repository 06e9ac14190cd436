// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/pictures.h"

#include <algorithm>

namespace fuseboard::gateway {
namespace {

namespace dom = simdjson::dom;

std::string_view text(dom::object object, std::string_view name)
{
    std::string_view out;
    return object.at_key(name).get_string().get(out) == simdjson::SUCCESS ? out : std::string_view();
}

/// Text that is no picture's data would be read, and costs as such.
bool isBase64(std::string_view data)
{
    return std::ranges::all_of(data, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/' || c == '=';
    });
}

std::int64_t dataBytes(std::string_view data) { return isBase64(data) ? static_cast<std::int64_t>(data.size()) : 0; }

/// Of `data:image/png;base64,…`.
std::int64_t urlBytes(std::string_view url)
{
    constexpr std::string_view mark = ";base64,";
    const auto at = url.find(mark);
    return url.starts_with("data:image/") && at != std::string_view::npos ? dataBytes(url.substr(at + mark.size())) : 0;
}

void look(dom::object object, Shown& out)
{
    const std::string_view type = text(object, "type");
    dom::object inner;
    if (type == "image") {
        ++out.pictures;
        if (object.at_key("source").get_object().get(inner) == simdjson::SUCCESS && text(inner, "type") == "base64")
            out.pictureBytes += dataBytes(text(inner, "data"));
    } else if (type == "image_url" || type == "input_image") {
        ++out.pictures;
        const bool isNested = object.at_key("image_url").get_object().get(inner) == simdjson::SUCCESS;
        out.pictureBytes += urlBytes(isNested ? text(inner, "url") : text(object, "image_url"));
    } else if (type == "document" && object.at_key("source").get_object().get(inner) == simdjson::SUCCESS
        && text(inner, "type") == "url") {
        ++out.documents;
    }
}

void walk(dom::element element, Shown& out)
{
    if (dom::array list; element.get_array().get(list) == simdjson::SUCCESS) {
        for (const dom::element item : list)
            walk(item, out);
        return;
    }
    dom::object object;
    if (element.get_object().get(object) != simdjson::SUCCESS)
        return;
    look(object, out);
    for (const auto& member : object)
        walk(member.value, out);
}

} // namespace

Shown shownIn(dom::element request)
{
    Shown out;
    walk(request, out);
    return out;
}

} // namespace fuseboard::gateway
