// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/priceupdate.h"

#include "connectors/jsonreader.h"
#include "documents/policydocument.h"

namespace fuseboard {
namespace {

/// Whatever is wrong inside.
bool isOfOurKind(const std::string& text)
{
    return json::parse<bool>(text, [](json::Object& root) {
        return json::optional(root, "version", "$").has_value() && json::optional(root, "models", "$").has_value();
    }).value_or(false);
}

} // namespace

Result<PriceUpdate> readPriceUpdate(const std::string& text, const PriceBook& book, const QString& place, Instant now)
{
    PriceUpdate out;
    if (const auto own = parsePriceList(text)) { // a list of ours counts from today on, whatever it says
        out.list = PriceList(own->version(), own->currency(), own->models(), {own->origin().source, dayOf(now)});
    } else if (isOfOurKind(text)) {
        const Error& first = own.error().front();
        return fail(ErrorCode::badDocument, place.toStdString(), first.subject + ": " + first.detail);
    } else {
        const auto foreign = readForeignPrices(text);
        if (!foreign)
            return fail(ErrorCode::badDocument, place.toStdString(), foreign.error().subject + ": " + foreign.error().detail);
        out.list = listFrom(*foreign, *book.inForce(now), now, place.toStdString());
        out.leftOut = foreign->import.leftOut;
        out.otherMeters = foreign->import.otherMeters;
    }
    out.changes = changesBy(out.list, book.lists());
    return out;
}

} // namespace fuseboard
