// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/targets/controltarget.h"
#include "domain/hold.h"

#include <QByteArray>

namespace fuseboard {

/// What was found before a freeze touched it (`contracts/PROVIDERS.md` 8, step 2).
struct RecordedTarget {
    std::string id, name;
    std::string before; ///< its state
    bool wasHeld = false; ///< then it stays so when the scope is resumed
    bool operator==(const RecordedTarget&) const = default;
};

/// The last order for one scope at a system that keeps none, and what it takes to undo it exactly.
struct HoldRecord {
    HoldOrder order;
    Instant at;
    bool inForce = false; ///< the order was read back once
    /// Generation of a resume that found something changed by somebody else, and asks. 0: none.
    std::uint64_t disputed = 0;
    std::string disputedBy; ///< id of that resume's act: the same one asks again after a restart
    std::vector<RecordedTarget> targets;

    [[nodiscard]] const RecordedTarget* find(const std::string& id) const;
    /// Takes over what another freeze found before this one.
    void inherit(const RecordedTarget& target);
    /// As a freeze finds them. Of one that is held and in it already, what it was before stays.
    void include(const std::vector<ControlTarget>& found);
    bool operator==(const HoldRecord&) const = default;

    [[nodiscard]] QByteArray bytes() const;
    /// `badDocument` names what is wrong with it.
    static Result<HoldRecord> parse(const QByteArray& bytes);
};

} // namespace fuseboard
