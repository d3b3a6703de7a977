//! The project's commands as a library, so that the journeys can use the server and the build.

pub mod bench;
pub mod check;
pub mod dist;
pub mod fuzz;
pub mod lay_out;
pub mod npm;
pub mod project;
pub mod reproduce;
pub mod run;
pub mod serve;
pub mod server;
pub mod size;
pub mod steps;
pub mod supply;
pub mod test;
pub mod tools;
pub mod wordpress;
