// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Boost.JSON is used without its library: this file is its one home.
#include <boost/json/src.hpp>
