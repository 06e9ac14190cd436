// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/teamorder.h"

#include <QString>

#include <tuple>

namespace fuseboard {
namespace {

int worst(const TeamRow& row)
{
    return static_cast<int>(row.chip ? row.chip->kind : Chip::Kind::NoData); // they are listed so
}

int unused(const TeamRow& row) { return -row.percent.value_or(-1); }

} // namespace

bool standsBefore(const TeamRow& one, const TeamRow& other, TeamOrder order)
{
    if (one.kind != other.kind)
        return one.kind < other.kind;
    switch (order) {
    case TeamOrder::asAdded: return false;
    case TeamOrder::name:
        return QString::localeAwareCompare(QString::fromStdString(one.name), QString::fromStdString(other.name)) < 0;
    case TeamOrder::needsYouFirst: return std::tuple(worst(one), unused(one)) < std::tuple(worst(other), unused(other));
    case TeamOrder::spent: return one.spentNano > other.spentNano;
    case TeamOrder::used: return unused(one) < unused(other);
    }
    return false;
}

} // namespace fuseboard
