import "right-track/define";
