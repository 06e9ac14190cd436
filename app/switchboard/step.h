// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/hold.h"

namespace fuseboard {

/// What the reconciler wants done at a lever. The answer comes back with the same ticket; an answer to an older ticket
/// is from before the person changed their mind.
struct Step {
    enum class Kind {
        order,
        read, ///< observe for one scope that waits for it
        probe,
        watch, ///< observe for everything at that lever
    };
    Kind kind = Kind::watch;
    std::string lever;
    Scope scope; ///< not for a watch
    std::uint64_t ticket = 0;
    HoldOrder order; ///< of Kind::order
};

/// Something worth a line in the audit log, or in the journal.
struct Happening {
    enum class Kind {
        acknowledged, ///< the lever has the order of this generation
        proved, ///< every place has shown it
        partlyProved, ///< every place that can has shown it
        notProved, ///< past a place's bound, or no longer confirmed
        lostByRestart, ///< the lever had forgotten; applied again
        changedOutside, ///< somebody else's order is in force
        settled, ///< a release is proved and no longer watched
    };
    Kind kind = Kind::acknowledged;
    Scope scope;
    std::string lever; ///< empty: all
    std::uint64_t generation = 0;
    std::string detail;
    bool operator==(const Happening&) const = default;
};

} // namespace fuseboard
