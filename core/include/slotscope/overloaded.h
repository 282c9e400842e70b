// SPDX-License-Identifier: MIT
// `Overloaded`: one visitor for std::visit, made of a function per alternative.
#pragma once

namespace slotscope {

template <class... Fs>
struct Overloaded : Fs... {
    using Fs::operator()...;
};
/// Compilers before C++20's deduction for aggregates (clang 14) need to be told.
template <class... Fs>
Overloaded(Fs...) -> Overloaded<Fs...>;

}  // namespace slotscope
